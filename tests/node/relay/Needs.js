// What a client with Relay asks of the API: a page at the root, the next page, one object again by its id, and a page
// below an object. Only compiled, never run.
graphql`
  query NeedsQuery($first: Int!, $after: String) {
    ...Needs_list @arguments(first: $first, after: $after)
  }
`;

graphql`
  fragment Needs_list on Query
  @argumentDefinitions(first: { type: "Int!" }, after: { type: "String" })
  @refetchable(queryName: "NeedsPageQuery") {
    needs(first: $first, after: $after) @connection(key: "Needs_needs") {
      edges {
        node {
          id
          ...Needs_row
        }
      }
    }
  }
`;

graphql`
  fragment Needs_row on Need @refetchable(queryName: "NeedsRowQuery") {
    id
    title
    status
  }
`;

graphql`
  fragment Needs_endorsements on Need
  @argumentDefinitions(count: { type: "Int", defaultValue: 10 }, cursor: { type: "String" })
  @refetchable(queryName: "NeedsEndorsementsPageQuery") {
    endorsements(first: $count, after: $cursor) @connection(key: "Needs_endorsements") {
      edges {
        node {
          id
        }
      }
    }
  }
`;

graphql`
  query NeedsOneQuery($id: ID!) {
    node(id: $id) {
      __typename
      ...Needs_row @alias(as: "row")
      ...Needs_endorsements @alias(as: "endorsed")
    }
  }
`;
