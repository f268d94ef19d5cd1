"""The site's root: leads everybody to their own first screen."""

import streamlit as st

from ui.frame import EVERYBODY, open_page
from ui.navigation import home_of

frame = open_page(roles=EVERYBODY)
st.switch_page(home_of(frame.user.role).path)
