"""The app server: one hardened Voila for all apps, on this machine only unless told otherwise.

`gate` decides who may ask, `doors` which apps there are, `pages` answers, `kernels` starts what runs them, `voila` ties them together.
"""
