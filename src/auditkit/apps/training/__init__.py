"""The training app: lessons by quarter, quizzes under an anonymous code, sessions with attendance, and whether it helped."""


def quiz(slug: str):
    """A lesson's quiz as a widget, for the last cell of its notebook. Answers go to the practice's store under the person's code."""
    from auditkit.apps.training.quiz_view import quiz_of

    return quiz_of(slug)
