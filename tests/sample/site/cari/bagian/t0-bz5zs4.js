kim_cari("t0",["-**&","mg424bwempcj"]);
