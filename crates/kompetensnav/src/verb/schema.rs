//! `schema`: the SDL.

use gateway::schema;

/// Print the GraphQL schema.
///
/// The file `schema.graphql` of the repository is this verb's output; a test compares them.
#[derive(Debug, clap::Args)]
pub struct SchemaVerb {
    /// As an Apollo Federation 2 subgraph.
    #[arg(long)]
    federation: bool,
}

impl SchemaVerb {
    pub(super) async fn run(self) -> Result<(), String> {
        super::print(&schema::sdl(self.federation))
    }
}
