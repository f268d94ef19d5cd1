"""The rules of the product: pure functions over frozen values.

No input or output, no clock, no randomness that is not passed in, no Streamlit, no SQLAlchemy.
"""
