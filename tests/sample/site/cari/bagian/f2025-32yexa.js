kim_cari("f2025",[{"tani":"^^`6"},{"air-bersih":"^^`6"}]);
