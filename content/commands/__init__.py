"""The content tools' commands: each reads its arguments and says what there is to print."""
