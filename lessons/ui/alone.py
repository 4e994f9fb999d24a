"""What a page that stands alone says to the browser of itself."""

NOTHING_RUNS = "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'"
"""A Content-Security-Policy: no script, no request, no form, whatever a mistake of ours might let in."""
