"""Having a plan put into words by a language model, in the background, where one is configured."""
