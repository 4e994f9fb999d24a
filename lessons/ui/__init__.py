"""How it is shown: the panel, HTML, the base map, figures. Knows content, knows no learner."""
