======== added
-------- up
-- What this makes belongs to the role that runs it; all that is there belongs to postgres.
CREATE SCHEMA "Weird ""Schema""; --";

CREATE OPERATOR "Weird ""Schema""; --".=== (FUNCTION = public.same, LEFTARG = text, RIGHTARG = text, COMMUTATOR = OPERATOR("Weird ""Schema""; --".===), RESTRICT = eqsel, JOIN = eqjoinsel, HASHES, MERGES);

COMMENT ON OPERATOR "Weird ""Schema""; --".=== (text, text) IS 'odd';
-------- down
DROP OPERATOR "Weird ""Schema""; --".=== (text, text);

DROP SCHEMA "Weird ""Schema""; --";
======== dropped
-------- up
DROP OPERATOR public.=== (text, text);
-------- down
-- What this makes belongs to the role that runs it; all that is there belongs to postgres.
CREATE OPERATOR public.=== (FUNCTION = public.same, LEFTARG = text, RIGHTARG = text);
======== function
-------- up
-- What this makes belongs to the role that runs it; all that is there belongs to postgres.
DROP OPERATOR public.=== (text, text);

CREATE OPERATOR public.=== (FUNCTION = public.other, LEFTARG = text, RIGHTARG = text);
-------- down
-- What this makes belongs to the role that runs it; all that is there belongs to postgres.
DROP OPERATOR public.=== (text, text);

CREATE OPERATOR public.=== (FUNCTION = public.same, LEFTARG = text, RIGHTARG = text);
======== result
-------- up
-- What this makes belongs to the role that runs it; all that is there belongs to postgres.
DROP OPERATOR public.=== (text, text);

CREATE OPERATOR public.=== (FUNCTION = public.joined, LEFTARG = text, RIGHTARG = text);
-------- down
-- What this makes belongs to the role that runs it; all that is there belongs to postgres.
DROP OPERATOR public.=== (text, text);

CREATE OPERATOR public.=== (FUNCTION = public.same, LEFTARG = text, RIGHTARG = text);
======== commutator and negator
-------- up
-- What this makes belongs to the role that runs it; all that is there belongs to postgres.
DROP OPERATOR public.=== (text, text);

CREATE OPERATOR public.!== (FUNCTION = public.other, LEFTARG = text, RIGHTARG = text, COMMUTATOR = OPERATOR(public.!==), NEGATOR = OPERATOR(public.===));

CREATE OPERATOR public.=== (FUNCTION = public.same, LEFTARG = text, RIGHTARG = text, COMMUTATOR = OPERATOR(public.===), NEGATOR = OPERATOR(public.!==));
-------- down
-- What this makes belongs to the role that runs it; all that is there belongs to postgres.
DROP OPERATOR public.!== (text, text);

DROP OPERATOR public.=== (text, text);

CREATE OPERATOR public.=== (FUNCTION = public.same, LEFTARG = text, RIGHTARG = text);
======== restrict and join
-------- up
ALTER OPERATOR public.=== (text, text) SET (RESTRICT = eqsel, JOIN = eqjoinsel);
-------- down
ALTER OPERATOR public.=== (text, text) SET (RESTRICT = NONE, JOIN = NONE);
======== hashes and merges
-------- up
-- What this makes belongs to the role that runs it; all that is there belongs to postgres.
DROP OPERATOR public.=== (text, text);

CREATE OPERATOR public.=== (FUNCTION = public.same, LEFTARG = text, RIGHTARG = text, HASHES, MERGES);
-------- down
-- What this makes belongs to the role that runs it; all that is there belongs to postgres.
DROP OPERATOR public.=== (text, text);

CREATE OPERATOR public.=== (FUNCTION = public.same, LEFTARG = text, RIGHTARG = text);
======== owner and comment
-------- up
-- needs a privilege: public.===(text, text) (membership in the role draft_keeper)
ALTER OPERATOR public.=== (text, text) OWNER TO draft_keeper;

COMMENT ON OPERATOR public.=== (text, text) IS 'same';
-------- down
-- needs a privilege: public.===(text, text) (membership in the role postgres)
ALTER OPERATOR public.=== (text, text) OWNER TO postgres;

COMMENT ON OPERATOR public.=== (text, text) IS NULL;
