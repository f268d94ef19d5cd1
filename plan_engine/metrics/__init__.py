"""Success metrics: what is counted, over whom, and how sure the figure is."""
