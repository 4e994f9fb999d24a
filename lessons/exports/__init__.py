"""The course's questions, answers and words for other programs: GIFT, CSV and Anki.

Knows content and progress; knows no widget and no page.
"""
