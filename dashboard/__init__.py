"""The screen: app, layout, features, routes and commands. The only room that knows Dash."""
