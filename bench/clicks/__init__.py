"""What a click costs: from the browser's message over the websocket until the script has finished."""


def run() -> None:
    """All sizes of population, at the usual number of clicks."""
    from bench.clicks.__main__ import main

    main([])
