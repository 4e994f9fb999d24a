"""What a class knew, from the learners' own files: numbers first (analysis.py), pages from them."""
