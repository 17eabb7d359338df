//! The door: from a verified identity to an actor with the roles held today.
