"""Marks at the beginning of a plan's rows."""

from typing import Final

DONE: Final = ":green[:material/check_circle:]"
NOW: Final = ":blue[:material/radio_button_checked:]"
