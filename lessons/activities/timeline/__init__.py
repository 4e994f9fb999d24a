"""What led up to the week: dated events as a picture and as a list, by kind."""

from lessons.activities.timeline.activity import Timeline, TimelineState

__all__ = ["Timeline", "TimelineState"]
