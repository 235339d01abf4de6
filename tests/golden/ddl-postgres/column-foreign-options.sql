======== foreign options
-------- up
ALTER FOREIGN TABLE public.f ALTER COLUMN a OPTIONS (SET column_name 'c', ADD other 'it''s');
-------- down
ALTER FOREIGN TABLE public.f ALTER COLUMN a OPTIONS (SET column_name 'b', DROP other);
