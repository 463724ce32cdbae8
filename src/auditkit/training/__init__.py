"""Training: lessons from one Markdown source each, quizzes, sessions, and whether it helped."""
