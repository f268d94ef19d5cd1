"""Charts of the product team: units on every axis, intervals drawn, nothing about too few people."""
