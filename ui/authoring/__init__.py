"""What authors see: a topic's questions as learners meet them. No part of the app's site."""
