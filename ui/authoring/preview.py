"""The script that `python -m content preview` starts: content folder and topic are its arguments."""

import sys
from pathlib import Path

import streamlit as st

from ui.authoring.topic_preview import draw_preview

st.set_page_config(page_title="Preview of questions", layout="centered")
draw_preview(Path(sys.argv[1]), sys.argv[2])
