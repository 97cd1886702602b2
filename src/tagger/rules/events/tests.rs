//! Made-up sentences, each with the events that it tells of.
