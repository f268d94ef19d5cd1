"""Charts: each a function from values to a Plotly figure, with a sentence that says what it shows."""
