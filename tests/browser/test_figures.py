"""The figures, their rows and the answers to exercises in a real JupyterLab, in both themes."""

from collections.abc import Callable

import nbformat
import pytest
from playwright.sync_api import Page, expect

from lessons.content import load_content
from tests.browser.conftest import Lab, Learner

NOTEBOOK = "figures.ipynb"
CELLS = [
    "from lessons import open_course\ncourse = open_course('the-build-up')",
    "course.progress()",  # the panel that opening a notebook waits for
    "course.figure('map')",
    "course.figure('estimates')",
    "course.figure('estimates').rows",
    "course.check('lag')",
]
DRAWN = ".jp-OutputArea-output.js-plotly-plot, .jp-OutputArea-output .js-plotly-plot"


@pytest.fixture(scope="module")
def page(lab: Lab, module_learner: Callable[..., Learner]) -> Page:
    notebook = nbformat.v4.new_notebook(
        cells=[nbformat.v4.new_code_cell(cell) for cell in CELLS],
        metadata={"kernelspec": {"name": "python3", "display_name": "Python 3", "language": "python"}},
    )
    nbformat.write(notebook, lab.notebooks / NOTEBOOK)
    learner = module_learner(lab).open(NOTEBOOK, fresh=False)
    learner.page.evaluate("jupyterapp.shell.collapseLeft()")
    return learner.page


def output(page: Page, number: int) -> str:
    """The output of a cell, as a selector; windowed notebooks attach it when it is scrolled to."""
    page.evaluate(f"jupyterapp.shell.currentWidget.content.scrollToItem({number}, 'start')")
    selector = f".jp-Notebook .jp-Cell[data-windowed-list-index='{number}']"
    page.wait_for_selector(f"{selector} .jp-OutputArea-output")
    return selector


@pytest.mark.parametrize("number", [2, 3])
def test_a_figure_is_drawn_whole_and_offers_no_cloud(page: Page, number: int):
    cell = output(page, number)
    page.wait_for_selector(f"{cell} .main-svg .trace")
    sizes = page.evaluate(
        """cell => {
            const node = document.querySelector(cell + " .js-plotly-plot")
                ?? document.querySelector(cell + " .jp-RenderedPlotly");
            const { width, height } = node.layout;
            const box = node.querySelector(".main-svg").getBoundingClientRect();
            const around = node.closest(".jp-OutputArea-output");
            return { wanted: [width, height], drawn: [box.width, box.height], room: around.clientHeight,
                     buttons: [...node.querySelectorAll(".modebar-btn")].map(one => one.dataset.title) };
        }""",
        cell,
    )
    assert sizes["drawn"] == sizes["wanted"]
    assert sizes["room"] >= sizes["wanted"][1]
    assert sizes["buttons"]
    assert not [one for one in sizes["buttons"] if "cloud" in one.lower() or "share" in one.lower()]


def test_the_map_shows_its_land_and_what_a_sign_says(page: Page):
    cell = output(page, 2)
    expect(page.locator(f"{cell} .layer-below image, {cell} .imagelayer image")).to_have_count(1)
    signs = page.locator(f"{cell} .scatterlayer .points path.point")
    content = load_content().without_spoilers()
    assert signs.count() > 5
    signs.first.scroll_into_view_if_needed()
    signs.first.hover(force=True)
    said = page.locator(f"{cell} .hoverlayer .hovertext")
    expect(said).to_be_visible()
    told = said.text_content() or ""
    assert any(told.startswith(site.name) for site in content.sites.values())
    assert "published " in told


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
def test_rows_and_answers_are_plain_text_of_the_page(page: Page, lab: Lab, dark: bool):
    Learner(page, lab).dark(dark)
    for number in (4, 5):
        cell = output(page, number)
        colours = page.evaluate(
            """cell => {
                const text = document.querySelector(cell + " .jp-RenderedHTMLCommon");
                const usual = getComputedStyle(document.body).getPropertyValue("--jp-content-font-color1");
                const probe = document.createElement("i");
                probe.style.color = usual;
                document.body.append(probe);
                const wanted = getComputedStyle(probe).color;
                probe.remove();
                return [getComputedStyle(text).color, wanted];
            }""",
            cell,
        )
        assert colours[0] == colours[1]
    table = page.locator(f"{output(page, 4)} table")
    expect(table).to_have_count(2)
    expect(table.first.locator("caption")).to_contain_text("in people")
    expect(page.locator(f"{output(page, 5)}")).to_contain_text("Nothing to check yet.")
    Learner(page, lab).dark(False)
