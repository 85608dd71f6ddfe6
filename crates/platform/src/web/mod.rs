//! The HTTP frame: layouts, guards, routes, panels, assets.
