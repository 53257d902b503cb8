import { holdToContract } from './contract.ts';

holdToContract('other');
