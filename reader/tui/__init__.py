"""The screens: they draw what `desk/` knows and turn keys into questions to it. The only room that knows Textual."""
