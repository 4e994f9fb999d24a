"""What `python3 -m lessons` can do, one file for each thing.

Half of these files run before the course's own environment exists, on whatever Python the machine has: they
need the standard library alone (`menu`, `machine`, `environment`, `install`, `wiring`, `port`, `browser`,
`badge`, `lock`, `tests`). The other half run inside `.venv`, started by the first half: `lab`, `trust`,
`check`, `refresh`, `site`.
"""
