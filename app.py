"""The app. `streamlit run app.py` starts the server, which runs this file again for each click.

Started, it names the server around the pages; run for a visitor, it finds out who they are and
which page they want. Every page guards itself (ui.frame.open_page).
"""

import streamlit as st
from streamlit import runtime

if runtime.exists():
    from ui.navigation import draw_site

    draw_site()
else:
    from services.logs import write_json_lines

    write_json_lines()
    from ui.server import server_parts

    app = st.App(__file__, **server_parts())
