"""Documents made from nothing, with exact truth: does a reader understand forms and wordings it has never seen?"""
