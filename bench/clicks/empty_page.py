"""The page that everything is compared with: Streamlit with one button on it."""

import streamlit as st

st.button("Again")
