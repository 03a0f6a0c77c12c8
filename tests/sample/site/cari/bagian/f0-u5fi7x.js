kim_cari("f0",[{},{}]);
