"""What a national report carries beside the day's staffing: trend, forecast, support, model wards, published.

Each module gathers one matter into lines of plain values, and reads such lines back. A live source gathers
them when asked, a sealed report keeps them as rows; whatever shows a matter reads lines alone, and so
cannot tell which it was given.
"""
