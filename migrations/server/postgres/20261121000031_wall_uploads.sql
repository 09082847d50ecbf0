CALL wall('uploads');
CALL wall('upload_pieces');
