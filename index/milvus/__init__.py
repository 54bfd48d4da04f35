"""The store on a Milvus server, for more passages than one machine searches."""
