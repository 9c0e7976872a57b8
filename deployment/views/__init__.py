"""The pages of the facts: communes, officers, postings."""
