kim_cari("f2026",[{"laut":"^mR2","tani":"^ie3Qr;~:dJf$"},{"air-bersih":"^lW6dJf$","hoaks":"^ie3","pertanian":"^ie3Qr;Qd4"}]);
