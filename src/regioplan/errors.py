"""What stops the tool itself: an error that is not about the text of a programme."""


class RegioplanError(Exception):
    """The tool cannot do its work.

    Wrong text in a programme is never this: it is a `Finding`. The message is one or more Dutch
    sentences that say what is wrong and what to do; the command line prints it and exits with 2.
    """
