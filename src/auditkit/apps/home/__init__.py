"""The home page: one card per job, in plain words."""


def home():
    """Shows the cards and returns the tour, for the last line of the page's notebook."""
    from IPython.display import display

    from auditkit.apps.home.model import Home
    from auditkit.apps.home.view import cards, tour
    from auditkit.places import practice_folder

    display(cards(), metadata={"auditkit": {"static": True}})
    return tour(Home(practice_folder()))
