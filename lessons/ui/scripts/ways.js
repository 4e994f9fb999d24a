// A link in a panel to another notebook opens it beside this one, as the links in a notebook's text do. JupyterLab's command wants the
// path from the server's root: the address of the page has it. Elsewhere the link is followed as any other.
function openNotebook(event, link) {
  const folder = decodeURIComponent(location.pathname).match(/\/lab(?:\/workspaces\/[^/]+)?\/tree\/(.*\/)?[^/]*$/);
  if (!folder || event.ctrlKey || event.metaKey || event.shiftKey) return;
  event.preventDefault();
  const press = document.createElement("button");
  press.dataset.commandlinkerCommand = "docmanager:open";
  press.dataset.commandlinkerArgs = JSON.stringify({ path: (folder[1] ?? "") + link.getAttribute("href") });
  press.hidden = true;
  document.body.append(press);
  press.click();
  press.remove();
}
