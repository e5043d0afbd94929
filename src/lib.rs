//! Placeholder of the tour.
