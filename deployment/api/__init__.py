"""Officers, postings and staffing over the API: the same readings, verbs and refusals as the pages'."""
