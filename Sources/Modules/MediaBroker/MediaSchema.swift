package import Storage

/// The tables of the media broker (media.md). Immutable once released.
package enum MediaSchema {
    package static let migrations = [
        Migration(
            module: "media", version: 1,
            """
            CREATE TABLE assets (
                -- the first 128 bits of the hash, in hex
                id TEXT PRIMARY KEY,
                -- SHA-256 of the bytes, in hex: the name of the file
                hash TEXT NOT NULL,
                kind TEXT NOT NULL CHECK (kind IN ('picture', 'sound', 'thumbnail')),
                mime TEXT NOT NULL,
                bytes INTEGER NOT NULL,
                width INTEGER,
                height INTEGER,
                alt TEXT,
                -- Only behind a signed link.
                is_private INTEGER NOT NULL,
                -- Provenance: who made it, and of what.
                provider TEXT,
                prompt_hash TEXT,
                seed INTEGER,
                model TEXT,
                -- Somebody's own is kept until they take it away.
                uploaded_by INTEGER,
                created_at INTEGER NOT NULL,
                last_used_at INTEGER NOT NULL,
                -- Since when a sweep finds that nobody needs it.
                unreferenced_at INTEGER
            ) STRICT;
            -- sweep: those whose time is over
            CREATE INDEX assets_unreferenced ON assets (unreferenced_at) WHERE unreferenced_at IS NOT NULL;

            CREATE TABLE asset_thumbnails (
                asset_id TEXT NOT NULL REFERENCES assets (id) ON DELETE CASCADE,
                -- pixels, as asked for
                width INTEGER NOT NULL,
                thumbnail_id TEXT NOT NULL REFERENCES assets (id),
                PRIMARY KEY (asset_id, width)
            ) STRICT;
            -- sweep: whether a thumbnail is still one
            CREATE INDEX asset_thumbnails_by_thumbnail ON asset_thumbnails (thumbnail_id);

            -- What all assets take together: the quota is asked for at each new one.
            CREATE TABLE asset_usage (
                id INTEGER PRIMARY KEY CHECK (id = 1),
                bytes INTEGER NOT NULL
            ) STRICT;
            INSERT INTO asset_usage (id, bytes) VALUES (1, 0);

            CREATE TABLE media_jobs (
                id TEXT PRIMARY KEY,
                -- in whose words it answers
                dialect TEXT NOT NULL CHECK (dialect IN ('job', 'art')),
                type TEXT NOT NULL,
                status TEXT NOT NULL CHECK (status IN ('queued', 'processing', 'succeeded', 'failed')),
                -- what is to be made; NULL: nothing had to be
                work TEXT,
                -- what makes two jobs one; NULL: each is made anew
                content_hash TEXT,
                -- who shall make it, and then who did
                provider TEXT NOT NULL,
                -- {"kind", "id", "packId"}, as they were sent
                entity TEXT,
                asset_id TEXT REFERENCES assets (id),
                -- of a picture of a pack, which is no asset
                path TEXT,
                -- the members of the result that are no link
                result TEXT,
                error TEXT,
                -- what its maker must know though it went well
                notice TEXT,
                attempts INTEGER NOT NULL,
                crashes INTEGER NOT NULL,
                -- not before that it is tried
                due_at INTEGER NOT NULL,
                created_at INTEGER NOT NULL,
                updated_at INTEGER NOT NULL,
                finished_at INTEGER
            ) STRICT;
            -- claim
            CREATE INDEX media_jobs_due ON media_jobs (due_at, id) WHERE status = 'queued';
            -- resume
            CREATE INDEX media_jobs_in_work ON media_jobs (id) WHERE status = 'processing';
            -- the answer to equal content
            CREATE INDEX media_jobs_by_content ON media_jobs (content_hash, id) WHERE content_hash IS NOT NULL;
            -- sweep: whether an asset is somebody's result
            CREATE INDEX media_jobs_by_asset ON media_jobs (asset_id) WHERE asset_id IS NOT NULL;
            -- forget
            CREATE INDEX media_jobs_by_end ON media_jobs (finished_at) WHERE finished_at IS NOT NULL;
            -- the list of all
            CREATE INDEX media_jobs_by_status ON media_jobs (status, id);
            CREATE INDEX media_jobs_by_type ON media_jobs (type, id);

            -- A job as it is told, with its asset.
            CREATE VIEW media_job_results AS
                SELECT j.id, j.dialect, j.type, j.status, j.provider, j.entity, j.path, j.result, j.error, j.notice,
                    j.created_at, j.updated_at, a.id AS asset_id, a.hash, a.kind, a.mime, a.bytes, a.width, a.height,
                    a.is_private
                FROM media_jobs j LEFT JOIN assets a ON a.id = j.asset_id;

            -- Who asked for a job, and for what: several may have asked for one.
            CREATE TABLE media_requests (
                id INTEGER PRIMARY KEY,
                job_id TEXT NOT NULL REFERENCES media_jobs (id) ON DELETE CASCADE,
                -- 0: the server itself, for a run
                player_id INTEGER NOT NULL,
                client_token TEXT,
                content_id TEXT,
                campaign_run_id TEXT,
                scene_id TEXT,
                created_at INTEGER NOT NULL
            ) STRICT;
            -- a repeat by its token
            CREATE UNIQUE INDEX media_requests_by_token ON media_requests (player_id, client_token)
                WHERE client_token IS NOT NULL;
            -- whose a job is, and which channels hear of it
            CREATE INDEX media_requests_by_job ON media_requests (job_id, player_id);
            -- the list of one's own
            CREATE INDEX media_requests_by_player ON media_requests (player_id, job_id);

            -- Orders that cost money: of a player on a day, and of a run.
            CREATE TABLE media_spending (
                account TEXT PRIMARY KEY,
                orders INTEGER NOT NULL,
                at INTEGER NOT NULL
            ) STRICT;
            -- forget
            CREATE INDEX media_spending_by_time ON media_spending (at);
            """)
    ]
}
