"""What the learner does: one activity a file.

Each knows content and how it is shown; none knows another, or the log.
"""
