"""The emptiest page that our guard allows: what every page of ours costs at least."""

import streamlit as st

from ui.frame import EVERYBODY, open_page

open_page(EVERYBODY)
st.button("Again")
