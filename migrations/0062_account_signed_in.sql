-- When somebody last signed in: sessions end, and nobody reads a whole journal to see which accounts are no longer used.
alter table accounts add column signed_in_at {INT};
