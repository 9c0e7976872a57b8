"""The pages of sealed reports: nation, provinces, communes, postings as they were; what changed since."""
