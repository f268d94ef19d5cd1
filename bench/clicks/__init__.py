"""What a click costs: from the browser's message over the websocket until the script has finished."""
