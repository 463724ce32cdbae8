"""The home page: one card per job, in plain words."""


def home():
    """The home page as a widget, for the last line of its notebook."""
    from auditkit.apps.home.model import Home
    from auditkit.apps.home.view import view
    from auditkit.places import practice_folder

    return view(Home(practice_folder()))
