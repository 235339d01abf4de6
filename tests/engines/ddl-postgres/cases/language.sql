-- SPDX-License-Identifier: GPL-3.0-or-later
CREATE LANGUAGE words HANDLER plpgsql_call_handler;
CREATE TRUSTED LANGUAGE talk HANDLER plpgsql_call_handler;
--- added
CREATE TRUSTED LANGUAGE "Weird ""Words""; --" HANDLER plpgsql_call_handler INLINE plpgsql_inline_handler VALIDATOR plpgsql_validator;
COMMENT ON LANGUAGE "Weird ""Words""; --" IS 'words';
--- trusted
CREATE OR REPLACE TRUSTED LANGUAGE words HANDLER plpgsql_call_handler;
--- inline handler and validator
CREATE OR REPLACE LANGUAGE words HANDLER plpgsql_call_handler INLINE plpgsql_inline_handler VALIDATOR plpgsql_validator;
--- handler
CREATE FUNCTION other_handler() RETURNS language_handler LANGUAGE c AS '$libdir/plpgsql', 'plpgsql_call_handler';
CREATE OR REPLACE LANGUAGE words HANDLER other_handler;
--- owner, grants and comment
ALTER LANGUAGE words OWNER TO draft_keeper;
COMMENT ON LANGUAGE words IS 'words';
--- grants
GRANT USAGE ON LANGUAGE talk TO draft_reader;
