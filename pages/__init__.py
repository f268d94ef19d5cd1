"""One screen a file, in a folder for each role; ui.navigation names them all."""
